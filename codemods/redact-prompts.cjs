// The entry for jscodeshift, whose runner cannot require ECMAScript modules.
module.exports = async (file, api, options) =>
  (await import('../dist/codemods/redact-prompts.js')).default(file, api, options);
