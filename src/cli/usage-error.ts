/** What the command was asked cannot be done as it was asked; the message says what to write instead. */
export class UsageError extends Error {}
