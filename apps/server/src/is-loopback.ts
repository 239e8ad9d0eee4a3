import { isIPv4 } from 'node:net';

/** Whether an address, or `localhost`, can be reached from this machine only. */
export const isLoopback = (host: string): boolean => {
  const address = host.replace(/^::ffff:/i, '');
  return host === 'localhost' || host === '::1' || (isIPv4(address) && address.startsWith('127.'));
};
