import assert from "node:assert/strict";
import { test } from "node:test";
import manifest from "../../package.json";
import { appearance, menu, type State } from "../../src/state";

const states: State[] = [
  { is: "off" },
  { is: "missing", problem: "no program" },
  { is: "starting" },
  { is: "running", version: "0.1.0", program: "/usr/bin/cfglint" },
  { is: "stopped", problem: "it has ended" },
];

test("each state looks different, and errors stand out", () => {
  const items = states.map(appearance);
  assert.deepEqual(
    items.map((item) => item.isError),
    [false, true, false, false, true],
  );
  assert.equal(new Set(items.map((item) => item.tooltip)).size, states.length);
  assert.ok(items.every((item) => item.text.endsWith(" cfglint")));
});

test("the menu has what is of use in this state", () => {
  const commands = (state: State, isNixFile: boolean) => menu(state, isNixFile).map((it) => it.command);
  const running = states[3] as State;
  assert.ok(commands(running, true).includes("cfglint.fixAll"));
  assert.ok(!commands(running, false).includes("cfglint.fixAll"));
  assert.equal(commands({ is: "missing", problem: "" }, true)[0], "cfglint.install");
  assert.equal(commands({ is: "stopped", problem: "" }, true)[0], "cfglint.restart");
});

test("the menu has no command that the manifest does not know", () => {
  const known = manifest.contributes.commands.map((it) => it.command);
  for (const state of states) {
    for (const { command } of menu(state, true)) {
      assert.ok(known.includes(command), command);
    }
  }
});
