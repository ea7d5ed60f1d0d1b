import assert from "node:assert/strict";
import { test } from "node:test";
import { expand, findProgram, type Surroundings, serverArguments, versionIn } from "../../src/program";

function around(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    platform: "linux",
    home: "/home/ada",
    user: "ada",
    searchPath: "/usr/bin:/opt/bin",
    folder: "/work/machines",
    isProgram: (file) => programs.includes(file),
    ...more,
  };
}
const bundled = "/ext/server/cfglint";

test("without a setting the program of the extension comes first, then the PATH, then usual places", () => {
  const profile = "/home/ada/.nix-profile/bin/cfglint";
  assert.deepEqual(findProgram("", bundled, around([bundled, "/opt/bin/cfglint"])), {
    file: bundled,
    origin: "bundled",
  });
  assert.deepEqual(findProgram(" ", bundled, around(["/opt/bin/cfglint", profile])), {
    file: "/opt/bin/cfglint",
    origin: "searched",
  });
  assert.deepEqual(findProgram("", bundled, around([profile])), { file: profile, origin: "searched" });
});

test("a setting outweighs everything", () => {
  const all = [bundled, "/opt/bin/cfglint", "/opt/bin/lint", "/home/ada/lint", "/work/machines/result/lint"];
  const file = (setting: string) => {
    const found = findProgram(setting, bundled, around(all));
    return "file" in found ? [found.file, found.origin] : found.problem;
  };
  assert.deepEqual(file("cfglint"), ["/opt/bin/cfglint", "setting"]);
  assert.deepEqual(file("lint"), ["/opt/bin/lint", "setting"]);
  assert.deepEqual(file("~/lint"), ["/home/ada/lint", "setting"]);
  assert.deepEqual(file("${userHome}/lint"), ["/home/ada/lint", "setting"]);
  assert.deepEqual(file("${workspaceFolder}/result/lint"), ["/work/machines/result/lint", "setting"]);
});

test("a program that is not there is told, and no other is taken in its place", () => {
  const problem = (setting: string, programs: string[]) => {
    const found = findProgram(setting, bundled, around(programs));
    return "problem" in found ? found.problem : found.file;
  };
  assert.match(problem("/nowhere/cfglint", [bundled]), /names "\/nowhere\/cfglint", which is not a program/);
  assert.match(problem("cfglint-beta", [bundled]), /names "cfglint-beta", which is not on the PATH/);
  assert.match(problem("", []), /not installed/);
});

test("relative folders of the PATH are left out", () => {
  const found = findProgram("", bundled, around(["bin/cfglint", "cfglint"], { searchPath: ".:bin::" }));
  assert.ok("problem" in found);
});

test("Windows has its own separators and endings", () => {
  const windows = around(["C:\\tools\\cfglint.exe"], { platform: "win32", searchPath: "C:\\x;C:\\tools" });
  const expected = { file: "C:\\tools\\cfglint.exe", origin: "searched" };
  assert.deepEqual(findProgram("", bundled, windows), expected);
  assert.deepEqual(findProgram("C:\\tools\\cfglint", bundled, windows), { ...expected, origin: "setting" });
});

test("only a tilde at the front is the home, and dollars in names stay", () => {
  assert.equal(expand("~", "/h", "/w"), "/h");
  assert.equal(expand("~ada/x~", "/h", "/w"), "~ada/x~");
  assert.equal(expand("${workspaceFolder}/x", "/h", "/w/$&$1"), "/w/$&$1/x");
});

test("the server gets a log file and more arguments if there are any", () => {
  assert.deepEqual(serverArguments("", []), ["lsp"]);
  assert.deepEqual(serverArguments("/tmp/l", ["--x"]), ["lsp", "--log-file", "/tmp/l", "--x"]);
});

test("another program is known by what it prints", () => {
  assert.equal(versionIn("cfglint 0.1.0\n"), "0.1.0");
  assert.equal(versionIn("cfglint-old 0.1.0\n"), undefined);
  assert.equal(versionIn("GNU coreutils 9.1\n"), undefined);
  assert.equal(versionIn(""), undefined);
});
