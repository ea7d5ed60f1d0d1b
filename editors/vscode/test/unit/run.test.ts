import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../../src/run";

const node = process.execPath;

test("a program gets its input and its output comes whole", async () => {
  const text = "é😀\n".repeat(100_000);
  const copy = "process.stdin.pipe(process.stdout)";
  const { output, problems, code } = await run(node, ["-e", copy], text);
  assert.ok(output === text);
  assert.deepEqual([problems, code], ["", 0]);
});

test("a program that does not read its input is no mistake", async () => {
  const text = "x".repeat(10_000_000);
  assert.equal((await run(node, ["-e", "process.exit(3)"], text)).code, 3);
});

test("a program that is not there is told", async () => {
  const { problems, code } = await run("/nowhere/cfglint", []);
  assert.match(problems, /ENOENT/);
  assert.equal(code, undefined);
});
