import { availableParallelism } from 'node:os';

/** Two projects: unit tests stand beside the code, test/ holds what crosses folders. */
const base = {
  globalSetup: '<rootDir>/test/own-environment.ts',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

export default {
  // Bounds what hangs, not what is slow: machines are shared.
  testTimeout: 30_000,
  // Much of a run waits for processes that it has started: there is time for one worker more than processors.
  maxWorkers: availableParallelism() + 1,
  testSequencer: '<rootDir>/test/slowest-first.js',
  globalSetup: '<rootDir>/test/postgres/global-setup.ts',
  globalTeardown: '<rootDir>/test/postgres/global-teardown.ts',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/projections/**/*.spec.ts'] },
    { ...base, displayName: 'house', testMatch: ['<rootDir>/test/**/*.spec.ts'] },
  ],
};
