// What the language server does, and how that is shown. Nothing here needs VS Code.

/** What the language server does. */
export type State =
  | { is: "off" }
  | { is: "missing"; problem: string }
  | { is: "starting" }
  | { is: "running"; version: string; program: string }
  | { is: "stopped"; problem: string };

/** The item of the status bar. */
export interface Appearance {
  text: string;
  tooltip: string;
  /** Whether it wants to be looked at. */
  isError: boolean;
}

export function appearance(state: State): Appearance {
  const more = "Click for what can be done.";
  switch (state.is) {
    case "off":
      return {
        text: "$(circle-slash) cfglint",
        tooltip: `cfglint is switched off by cfglint.enable. ${more}`,
        isError: false,
      };
    case "starting":
      return {
        text: "$(loading~spin) cfglint",
        tooltip: `cfglint is starting. ${more}`,
        isError: false,
      };
    case "running":
      return {
        text: "$(check) cfglint",
        tooltip: `cfglint ${state.version} is running: ${state.program}. ${more}`,
        isError: false,
      };
    case "missing":
    case "stopped":
      return {
        text: "$(error) cfglint",
        tooltip: `cfglint does not run: ${state.problem}. ${more}`,
        isError: true,
      };
  }
}

/** A line of the menu, and the command that it stands for. */
export interface Entry {
  label: string;
  command: string;
}

/** What can be done, the most useful thing first. */
export function menu(state: State, isNixFile: boolean): Entry[] {
  const restart = { label: "$(refresh) Restart the Language Server", command: "cfglint.restart" };
  const output = { label: "$(output) Show the Output", command: "cfglint.showOutput" };
  const settings = { label: "$(gear) Open the Settings", command: "cfglint.openSettings" };
  const install = { label: "$(desktop-download) How to Install cfglint", command: "cfglint.install" };
  const units = { label: "$(type-hierarchy) Show the Units of the Workspace", command: "cfglint.showUnits" };
  const ofFile = [
    { label: "$(wand) Fix All in This File", command: "cfglint.fixAll" },
    { label: "$(list-tree) Show the Model of This File", command: "cfglint.showModel" },
    { label: "$(file-code) Show the Unit Files of This File", command: "cfglint.showUnitFiles" },
  ];
  switch (state.is) {
    case "running":
    case "starting":
      return [...(isNixFile ? ofFile : []), units, restart, output, settings];
    case "missing":
      return [install, settings, restart, output];
    case "off":
      return [settings, output];
    case "stopped":
      return [restart, output, settings, install];
  }
}
