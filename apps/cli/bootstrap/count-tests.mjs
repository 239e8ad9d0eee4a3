const isBroken = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

/**
 * Passed and failed tests of one result file. A test file that broke before its first test counts as one failure; so does
 * a package that left no results, ran no test, or failed beside its tests, for instance on an unhandled rejection.
 */
export const countTests = (results) => {
  if (results === undefined) return { passed: 0, failed: 1 };
  const failed = results.numFailedTests + results.testResults.filter(isBroken).length;
  return { passed: results.numPassedTests, failed: failed === 0 && !results.success ? 1 : failed };
};
