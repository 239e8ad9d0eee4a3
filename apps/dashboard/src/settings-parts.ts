/** The parts of the settings in the order of their navigation, and what else one may call them. */
export const settingsParts = [
  { to: '/settings', label: 'Profile', words: 'account name password theme sessions' },
  { to: '/settings/workspace', label: 'Workspace', words: 'time zone retention keep delete stale storage' },
  { to: '/settings/models', label: 'Models', words: 'providers connections prices vendor' },
  { to: '/settings/keys', label: 'API keys', words: 'token secret scopes curl rotate revoke' },
  { to: '/settings/ingestion', label: 'Ingestion', words: 'report external python go snippet rejected' },
  { to: '/settings/system', label: 'System', words: 'health queue database disk memory uptime metrics' },
  { to: '/settings/about', label: 'About', words: 'version licence docs' },
] as const;
