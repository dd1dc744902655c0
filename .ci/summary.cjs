// Names what was skipped, and closes with the count that a machine can read.
const report = require(process.argv[2]);
for (const file of report.testResults) {
  for (const { status, fullName } of file.assertionResults) {
    if (status === 'pending' || status === 'todo') console.log(`skipped: ${fullName}`);
  }
}
const broken = report.numRuntimeErrorTestSuites;
const skipped = report.numPendingTests + report.numTodoTests;
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + broken} failed, ${skipped} skipped`);
