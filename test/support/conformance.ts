/** A part of `test/lti-cases/cases.json`: what a tool must do, by the id of the case. */
export interface CaseGroup {
  title: string;
  cases: Record<string, string>;
}

/** The part of jest's JSON report that counts here. */
export interface TestReport {
  testResults: {
    /** Path of the file. */
    name: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[];
  }[];
}

export interface Conformance {
  /** The page, as Markdown. */
  page: string;
  /** Cases that no test shows, or not all of theirs; empty when everything is shown. */
  problems: string[];
}

interface Proof {
  file: string;
  title: string;
  status: string;
}

const introduction = `# LTI 1.3 and LTI Advantage: every case and its tests

This page is written by \`npm run conformance\` after a run of the tests; \`npm run check\` fails where it is not what a
run would write, and where a case has no test that passes, or one that was skipped. The cases stand in
\`test/lti-cases/cases.json\`: those of the official certification, and attacks from the literature on OpenID Connect,
JSON Web Tokens and LTI. The platform in the tests is a practice Moodle (\`src/practice-moodle/\`), with the claims,
checks and slips of Moodle 4.5. What was tried on a real one stands in [moodle-notes.md](moodle-notes.md).
`;

/** Titles of one file that stand in a row; more are counted. */
const mostTitles = 4;

/** Which test shows which case. @param root folder of the project, with a slash at its end */
export function conformanceOf(groups: readonly CaseGroup[], report: TestReport, root: string): Conformance {
  const proofs = proofsOf(report, root);
  const problems: string[] = [];
  const lines = groups.flatMap(({ title, cases }) => {
    const rows = Object.entries(cases).map(([id, text]) => {
      const own = proofs.filter((proof) => idsIn(proof.title).includes(id));
      problems.push(...problemsOf(id, own));
      return `| ${id} | ${plain(text)} | ${cellOf(own)} |`;
    });
    return ['', `## ${title}`, '', '| case | what | test |', '| --- | --- | --- |', ...rows];
  });
  const known = groups.flatMap(({ cases }) => Object.keys(cases));
  for (const proof of proofs)
    for (const id of idsIn(proof.title))
      if (!known.includes(id)) problems.push(`${id}: not in the list of cases, but in ${proof.file}`);
  return { page: `${introduction}${lines.join('\n')}\n`, problems: [...new Set(problems)] };
}

/** Every title with the id of a case, of a test or of what surrounds it, in the order of the files. */
function proofsOf({ testResults }: TestReport, root: string): Proof[] {
  const byFile = testResults
    .map((result) => ({ ...result, file: result.name.replace(root, '') }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  return byFile.flatMap(({ file, assertionResults }) =>
    assertionResults.flatMap(({ ancestorTitles, title, status }) =>
      [...ancestorTitles, title]
        .filter((part) => idsIn(part).length > 0)
        .map((part) => ({ file, title: part, status })),
    ),
  );
}

/** Ids stand at the beginning of a title. */
function idsIn(title: string): string[] {
  return /^(?:[ABDNRSTX]\d{2,3} )+/.exec(title)?.[0].trim().split(' ') ?? [];
}

function problemsOf(id: string, proofs: readonly Proof[]): string[] {
  if (proofs.length === 0) return [`${id}: no test`];
  const unfit = proofs.filter(({ status }) => status !== 'passed');
  return unfit.map(({ file, title, status }) => `${id}: ${status} in ${file}: ${title}`);
}

function cellOf(proofs: readonly Proof[]): string {
  const byFile = Map.groupBy(proofs, ({ file }) => file);
  const cells = [...byFile].map(([file, own]) => {
    const titles = [...new Set(own.map(({ title }) => plain(title.replace(/^(?:[ABDNRSTX]\d{2,3} )+/, ''))))];
    const more = titles.length > mostTitles ? `; and ${titles.length - mostTitles} more` : '';
    const name = file
      .split('/')
      .at(-1)
      ?.replace(/\.test\.tsx?$/, '');
    return `[${name}](../${file}): ${titles.slice(0, mostTitles).join('; ')}${more}`;
  });
  return cells.join('<br>');
}

/** As a cell of a table. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
