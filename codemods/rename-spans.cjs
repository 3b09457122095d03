// The entry for jscodeshift, whose runner cannot require ECMAScript modules.
module.exports = async (file, api, options) =>
  (await import('../dist/codemods/rename-spans.js')).default(file, api, options);
