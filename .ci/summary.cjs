// Names what was skipped, and closes with the count that a machine can read.
const { readFileSync } = require('node:fs');

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const file of report.testResults) {
  for (const { status, fullName } of file.assertionResults) {
    if (status === 'pending' || status === 'todo') console.log(`skipped: ${fullName}`);
  }
}
const broken = report.numRuntimeErrorTestSuites;
const skipped = report.numPendingTests + report.numTodoTests;
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + broken} failed, ${skipped} skipped`);
