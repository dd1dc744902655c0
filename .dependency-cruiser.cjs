/** The arrows of docs/architecture.md: a room may use the rooms named here, and no other. */
const rooms = {
  'src/domain': [],
  'src/runtime': ['src/domain'],
  'src/outbound': ['src/domain', 'src/runtime'],
  'src/store': ['src/domain', 'src/runtime'],
  lti: ['src/domain', 'src/runtime', 'src/outbound', 'src/store'],
  'src/moodle': ['src/domain', 'src/runtime', 'src/outbound', 'src/store'],
  'src/sync': ['src/domain', 'src/runtime', 'src/store', 'src/moodle', 'lti'],
  'src/web': [
    'src/domain',
    'src/runtime',
    'src/outbound',
    'src/store',
    'src/moodle',
    'src/sync',
    'lti',
    'config',
  ],
  'src/commands': [
    'src/domain',
    'src/runtime',
    'src/outbound',
    'src/store',
    'src/moodle',
    'src/sync',
    'lti',
    'src/web',
  ],
  'src/practice-moodle': ['src/domain', 'src/runtime'],
};

/** Packages that only one place may import. */
const packages = {
  ltijs: '^lti/platforms\\.ts$',
  axios: '^src/outbound/',
  mongoose: '^src/store/mongo',
  jose: '^(lti|src/practice-moodle)/',
  commander: '^src/(main|commands/declare-[a-z-]+)\\.ts$',
  'node:sqlite': '^src/store/sqlite/',
};

const escaped = (text) => text.replace(/[/.]/g, '\\$&');

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      from: {},
      to: { path: '(^|/)index\\.tsx?$', pathNot: 'node_modules' },
    },
    {
      name: 'nobody-uses-the-top',
      comment: 'app.ts and main.ts put the rooms together; nothing but the demo leans on app.ts.',
      severity: 'error',
      from: { pathNot: '^src/(main\\.ts|demo/)' },
      to: { path: '^src/(app|main)\\.ts$' },
    },
    {
      name: 'nobody-uses-the-demo',
      severity: 'error',
      from: { pathNot: '^src/(main\\.ts|demo/|practice-moodle/)' },
      to: { path: '^src/(demo|practice-moodle)/' },
    },
    {
      name: 'settings-are-read-at-the-top',
      severity: 'error',
      from: { pathNot: '^(src/(app|main)\\.ts|src/demo/demo\\.ts)$' },
      to: { path: '^config/settings\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: 'node_modules/zod/' },
    },
    { name: 'no-tests-in-the-product', severity: 'error', from: {}, to: { path: '^test/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `arrows-from-${room.replace('src/', '')}`,
      severity: 'error',
      from: { path: `^${escaped(room)}/` },
      to: {
        path: '^(src|lti|config)/',
        pathNot: [room, ...allowed].map((other) => `^${escaped(other)}/`).concat('^src/(app|main)\\.ts$'),
      },
    })),
    ...Object.entries(packages).map(([name, place]) => ({
      name: `only-one-place-uses-${name.replace(':', '-')}`,
      severity: 'error',
      from: { pathNot: place },
      to: name.startsWith('node:') ? { path: `^${name}$` } : { path: `node_modules/${name}/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      // p-queue has no entry for require().
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
