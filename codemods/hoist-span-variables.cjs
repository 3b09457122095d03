// The entry for jscodeshift, whose runner cannot require ECMAScript modules.
module.exports = async (file, api, options) =>
  (await import('../dist/codemods/hoist-span-variables.js')).default(file, api, options);
