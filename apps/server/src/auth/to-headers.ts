import type { FastifyRequest } from 'fastify';

/** Headers as the fetch API has them, which is what better-auth reads. */
export const toHeaders = (request: FastifyRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set('x-real-ip', request.ip);
  return headers;
};
