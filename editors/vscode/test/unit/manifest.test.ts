import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import manifest from "../../package.json";
import { RESTARTING } from "../../src/settings";

const readme = fs.readFileSync("README.md", "utf8");
const settings: Record<string, { scope?: string; default: unknown }> =
  manifest.contributes.configuration.properties;

test("every setting and every command stands in the README", () => {
  for (const name of Object.keys(settings)) {
    assert.ok(readme.includes(`\`${name}\``), name);
  }
  for (const { title } of manifest.contributes.commands) {
    assert.ok(readme.includes(`"${title}"`), title);
  }
});

test("every setting of the server is one of the extension", () => {
  const server = fs.readFileSync("../../lsp/README.md", "utf8");
  const names = [...server.matchAll(/^\| `(cfglint\.\w+)` \| `(.*?)` \|/gm)];
  assert.ok(names.length >= 4, "the table of settings in lsp/README.md was not found");
  for (const [, name, value] of names) {
    assert.equal(JSON.stringify(settings[name as string]?.default), value, name);
  }
});

test("files of a workspace choose neither the formatter, nor the arguments, nor what is written to", () => {
  for (const name of ["cfglint.formatter", "cfglint.arguments", "cfglint.logFile"]) {
    assert.equal(settings[name]?.scope, "machine", name);
  }
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes("cfglint.path"));
});

test("settings that need a new server are there", () => {
  assert.ok(RESTARTING.every((name) => name in settings));
});

test("the schema of cfglint.toml has the address under which it is kept", () => {
  const [{ url, fileMatch }] = manifest.contributes.tomlValidation as [{ url: string; fileMatch: string }];
  const init = fs.readFileSync("../../src/commands/init/cfglint.toml", "utf8");
  assert.ok(init.startsWith(`#:schema ${url}\n`), url);
  assert.equal(fileMatch, "cfglint.toml");
});

test("the extension has the version of the program", () => {
  const version = /^version = "(.*)"$/m.exec(fs.readFileSync("../../Cargo.toml", "utf8"))?.[1];
  assert.equal(manifest.version, version);
});
