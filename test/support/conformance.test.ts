import { describe, expect, test } from '@jest/globals';
import { conformanceOf, type TestReport } from './conformance.ts';

const groups = [{ title: 'Grades', cases: { A01: 'A launch', A02: 'A token | more' } }];

function reportOf(...tests: [title: string, status?: string, ancestors?: string[]][]): TestReport {
  const assertionResults = tests.map(([title, status = 'passed', ancestorTitles = []]) => ({
    ...{ title, status, ancestorTitles },
  }));
  return { testResults: [{ name: '/here/test/lti-cases/x.test.ts', assertionResults }] };
}

const problemsIn = (report: TestReport) => conformanceOf(groups, report, '/here/').problems;

describe('the page about conformance', () => {
  test('names each case with its file and the titles of its tests, also those of what surrounds a test', () => {
    const { page, problems } = conformanceOf(
      groups,
      reportOf(
        ['A01 <b> works'],
        ['one', 'passed', ['A02 A01 tokens']],
        ['two', 'passed', ['A02 A01 tokens']],
      ),
      '/here/',
    );
    expect(problems).toEqual([]);
    expect(page).toContain(
      '| A01 | A launch | [x](../test/lti-cases/x.test.ts): &lt;b> works; tokens |\n' +
        '| A02 | A token \\| more | [x](../test/lti-cases/x.test.ts): tokens |\n',
    );
  });

  test('is refused where a case has no test', () => {
    expect(problemsIn(reportOf(['A01 works']))).toEqual(['A02: no test']);
    expect(problemsIn(reportOf(['A01 works'], ['about A02']))).toEqual(['A02: no test']);
  });

  test.each(['pending', 'todo', 'failed'])('is refused where a test of a case is %s', (status) => {
    const report = reportOf(['A01 works'], ['A02 works'], ['A02 works too', status]);
    expect(problemsIn(report)).toEqual([`A02: ${status} in test/lti-cases/x.test.ts: A02 works too`]);
  });

  test('is refused where a test names a case that nobody knows', () => {
    const report = reportOf(['A01 A02 work'], ['X99 works']);
    expect(problemsIn(report)).toEqual(['X99: not in the list of cases, but in test/lti-cases/x.test.ts']);
  });
});
