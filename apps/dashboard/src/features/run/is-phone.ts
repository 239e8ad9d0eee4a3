/** Whether rows stand in two lines, for there is no room beside each other. */
export const isPhone = (): boolean => window.matchMedia('(max-width: 639px)').matches;
