import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { domainFiles } from './domain-files.js';

/** A decider and a fold are handed the time and the ids they need, so that a replay gives the same. */
const PURE = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'a clock' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'a clock' },
  { selector: "CallExpression[callee.name='Date']", message: 'a clock' },
  { selector: "MemberExpression[object.name='performance']", message: 'a clock' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'chance' },
  { selector: "MemberExpression[object.name='crypto']", message: 'chance' },
  { selector: "MemberExpression[object.name='process']", message: 'the environment' },
  { selector: "CallExpression[callee.name='fetch']", message: 'I/O' },
].map(({ selector, message }) => ({
  selector,
  message: `The domain is pure: ${message} does not belong in it; have the value handed in.`,
}));

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Its fix turns an injected class into a type and breaks the injection in silence.
      '@typescript-eslint/consistent-type-imports': 'off',
      // Modules and the like have nothing but their decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // With noUncheckedIndexedAccess, `!` says that an index is known to be there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `return check(x)` ends a function that returns nothing.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // What was caught may be handed on as it is.
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      // An abstract class names what is injected; an object of its shape is one.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Leaving fields out: const { text: _, ...rest } = data.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Names of headers and of the event store's own fields are quoted, all alike.
      '@typescript-eslint/dot-notation': ['error', { allowPattern: '^[A-Z$]' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: domainFiles,
    rules: { 'no-restricted-syntax': ['error', ...PURE] },
  },
  {
    files: ['src/**/*.ts', 'projections/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**', 'src/config/**', 'src/main.ts', 'src/cli.ts', 'src/cli/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read and checked in one place: src/config.' },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/testing/**/*.ts', 'test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      // given … when … then is an expectation too.
      'jest/expect-expect': 'off',
      'jest/no-standalone-expect': 'off',
      'jest/no-conditional-expect': 'off',
      // A contract is written once and run by several specs.
      'jest/no-export': 'off',
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/valid-title': ['error', { ignoreTypeOfDescribeName: true }],
      // Parsed answers are looked into freely; `expect(…)` is what checks them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', setTimeout: 'readonly', URL: 'readonly' } },
  },
  {
    // What runs in a browser.
    files: ['src/pages/browser/*.js'],
    languageOptions: {
      globals: { document: 'readonly', localStorage: 'readonly', FormData: 'readonly', HTMLElement: 'readonly' },
    },
  },
);
