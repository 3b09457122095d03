// The entry for jscodeshift, whose runner cannot require ECMAScript modules.
module.exports = async (file, api, options) =>
  (await import('../dist/codemods/add-provider-shutdown.js')).default(file, api, options);
