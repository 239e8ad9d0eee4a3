/** What `--help` prints. */
export const usage = `Usage: npm start -- [--role all|web|worker] [--help]

  --role   what this process does: all (default), web (HTTP) or worker (runs).
           web and worker need DATABASE_URL.
  --help   prints this.

Settings come from the environment or from the file .env; .env.example lists all of them.
`;
