import js from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
// Our own plugin as it is published, on our own example.
import spanContract from './dist/index.js';

export default defineConfig([
  globalIgnores([
    'dist/',
    'coverage/',
    // Faulty on purpose.
    'examples/agent/before/',
    'test/**/fixtures/',
    'test/cases/corpus/',
  ]),
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        console: 'readonly',
        module: 'writable',
        performance: 'readonly',
        process: 'readonly',
        URL: 'readonly',
      },
    },
  },
  {
    files: ['src/**/*.ts', 'rules/**/*.ts', 'codemods/**/*.ts', 'test/**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Types of nodes are compared with their text, for the enum would be one more module at run time.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // It asks for `!`, which the strict set refuses.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Numbers and booleans read well in messages.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['rules/**/*.ts', 'src/rule.ts'],
    extends: [eslintPlugin.configs.recommended],
  },
  {
    files: ['examples/agent/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
  },
  {
    files: ['examples/agent/after/**/*.ts'],
    extends: [spanContract.configs.strict],
  },
]);
