import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "../../src/page";

test("the picture stands in a page that runs nothing", () => {
  const page = pageOf({ output: '<?xml version="1.0"?>\n<svg><title>a</title></svg>\n', problems: "" });
  assert.match(page, /default-src 'none'/);
  assert.match(page, /<body>\s*<svg><title>a<\/title><\/svg>/);
  assert.doesNotMatch(page, /<\?xml|<pre>/);
});

test("what goes wrong is text", () => {
  const page = pageOf({ output: "", problems: "cannot read <b>&co</b>" });
  assert.match(page, /<pre>cannot read &lt;b&gt;&amp;co&lt;\/b&gt;<\/pre>/);
  assert.match(page, /There is no picture/);
});
