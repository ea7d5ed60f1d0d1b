// Where the program `cfglint` is. Nothing here needs VS Code, so that tests can ask it.

import * as path from "node:path";

/** What there is around the extension. */
export interface Surroundings {
  platform: NodeJS.Platform;
  /** The folder of the person. */
  home: string;
  /** The name of the person, as a Nix profile has it. */
  user: string;
  /** The variable of the environment. */
  searchPath: string;
  /** The first folder of the workspace; empty if there is none. */
  folder: string;
  /** Whether there is a file that can be started. */
  isProgram(file: string): boolean;
}

/** A program that can be started, or what to tell the person who has none. */
export type Found = { file: string; origin: Origin } | { problem: string };

/** Who says where the program is. */
export type Origin = "setting" | "bundled" | "searched";

/**
 * The program that the setting `cfglint.path` means. If it says nothing: the one that came with the
 * extension, then the one on the PATH, then one in a place where installers put it. A VS Code that was started
 * from a desktop often has a shorter PATH than the person's shell.
 */
export function findProgram(setting: string, bundled: string, around: Surroundings): Found {
  const named = expand(setting.trim(), around.home, around.folder);
  if (named !== "") {
    const file = isPath(named, around.platform)
      ? candidates(named, around.platform).find(around.isProgram)
      : search(named, splitSearchPath(around), around);
    if (file !== undefined) {
      return { file, origin: "setting" };
    }
    const place = isPath(named, around.platform) ? "a program that can be started" : "on the PATH";
    return { problem: `cfglint.path names "${named}", which is not ${place}` };
  }
  const own = candidates(bundled, around.platform).find(around.isProgram);
  if (own !== undefined) {
    return { file: own, origin: "bundled" };
  }
  const folders = [...splitSearchPath(around), ...usualFolders(around)];
  const file = search("cfglint", folders, around);
  if (file !== undefined) {
    return { file, origin: "searched" };
  }
  return { problem: "the program cfglint is not installed, or not on the PATH" };
}

/** Replaces what people write in paths. */
export function expand(text: string, home: string, folder: string): string {
  return text
    .replace(/^~(?=\/|\\|$)/, () => home)
    .replaceAll("${workspaceFolder}", () => folder)
    .replaceAll("${userHome}", () => home);
}

function isPath(name: string, platform: NodeJS.Platform): boolean {
  return name.includes("/") || (platform === "win32" && name.includes("\\"));
}

function candidates(file: string, platform: NodeJS.Platform): string[] {
  return platform === "win32" ? [file, `${file}.exe`] : [file];
}

function search(name: string, folders: string[], around: Surroundings): string | undefined {
  const { join } = around.platform === "win32" ? path.win32 : path.posix;
  return folders.flatMap((folder) => candidates(join(folder, name), around.platform)).find(around.isProgram);
}

/** A relative folder would lead to whatever the workspace has there. */
function splitSearchPath({ platform, searchPath }: Surroundings): string[] {
  const { delimiter, isAbsolute } = platform === "win32" ? path.win32 : path.posix;
  return searchPath.split(delimiter).filter(isAbsolute);
}

function usualFolders({ platform, home, user }: Surroundings): string[] {
  if (platform === "win32") {
    return [`${home}\\.cargo\\bin`];
  }
  return [
    `${home}/.cargo/bin`,
    `${home}/.local/bin`,
    `${home}/.nix-profile/bin`,
    `${home}/.local/state/nix/profile/bin`,
    `/etc/profiles/per-user/${user}/bin`,
    "/nix/var/nix/profiles/default/bin",
    "/run/current-system/sw/bin",
    "/opt/homebrew/bin",
    "/usr/local/bin",
  ];
}

/** The arguments of the language server. */
export function serverArguments(logFile: string, more: string[]): string[] {
  return ["lsp", ...(logFile === "" ? [] : ["--log-file", logFile]), ...more];
}

/** The version in what `cfglint --version` prints; nothing if that was another program. */
export function versionIn(printed: string): string | undefined {
  return /^cfglint (\S+)\s*$/m.exec(printed)?.[1];
}
