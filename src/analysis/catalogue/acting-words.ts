/**
 * What a function does with a name that means something of the program and not only a span.
 * Source: clients of tools and registries in 22 public repositories of agents, 2026; the Model Context Protocol, `tools/call`, 2025-11-25.
 */

/** Functions that run what they are given the name of: `callTool`, `invokeSkill`, `tools.execute`. */
const RUNS_BY_NAME =
  /^(?:call|invoke|execute|run|dispatch|use)_?(?:tool|function|skill|command|action|plugin|handler|procedure|agent)s?(?:_?by_?name)?$/i;
/** Such functions of an object that holds these things. */
const RUNS = /^(?:call|invoke|execute|run|dispatch)$/i;
/** Objects that things are looked up in by their names. */
const HOLDER =
  /(?:tool|function|skill|command|action|plugin|handler|procedure|agent)(?:s|map|table|box|set|_?registry)?$|registry$/i;
const LOOKS_UP = /^(?:get|has|find|lookup|resolve)(?:_?by_?name|_?tool)?$/i;

/** Whether a method of an object, or a function, runs or finds the thing whose name it is given. @param owner empty for a function */
export function actsByName(owner: string, called: string): boolean {
  return RUNS_BY_NAME.test(called) || (HOLDER.test(owner) && (RUNS.test(called) || LOOKS_UP.test(called)));
}

/** Whether things are looked up by name in what is called so: `TOOLS[name]`, `this.handlers[name]`. */
export function holdsByName(owner: string): boolean {
  return HOLDER.test(owner);
}
