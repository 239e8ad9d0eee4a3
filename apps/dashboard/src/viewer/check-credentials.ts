const leastPasswordLength = 10;

/** What is wrong with an e-mail address, at a glance; null when nothing is. */
export const checkEmail = (email: string): string | null =>
  /^\S+@\S+$/.test(email.trim()) ? null : 'E-mail must look like name@example.com.';

/** What is wrong with a password; null when nothing is. One that exists already may be of any length. */
export const checkPassword = (password: string, isNew: boolean): string | null => {
  if (password === '') return 'Password must not be empty.';
  return isNew && password.length < leastPasswordLength
    ? `Password must have at least ${leastPasswordLength} characters.`
    : null;
};
