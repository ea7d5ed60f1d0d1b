// Run by run.sh.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const { chromium } = await import(process.env.PLAYWRIGHT);
const { NODE24, CODE_SERVER, VSIX, BUNDLE, CFGLINT, SHOTS, FIXTURES } = process.env;

/** A machine with other work to do may take long; how long is not tested. */
const PATIENCE = 90_000;

const started = Date.now();
const log = (...parts) => console.log(((Date.now() - started) / 1000).toFixed(1).padStart(5), ...parts);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits for something to be true. */
async function until(what, check) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await check();
    if (found) {
      log("ok", what);
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for: ${what}`);
    }
    await pause(100);
  }
}

/** Does something, again and again, until it has had its effect: a widget may close while it is reached for. */
async function attempt(what, step) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      const found = await step();
      log("ok", what);
      return found;
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(`tried in vain: ${what}: ${error.message}`);
      }
      await page.keyboard.press("Escape");
    }
  }
}

const root = fs.mkdtempSync(path.join(os.tmpdir(), "cfglint-vscode-"));
const workspace = path.join(root, "workspace");
const data = path.join(root, "data");
const file = path.join(workspace, "module.nix");
const serverLog = path.join(root, "cfglint.log");
const hostLog = path.join(root, "code-server.log");
fs.mkdirSync(workspace);
fs.rmSync(SHOTS, { recursive: true, force: true });
fs.mkdirSync(SHOTS, { recursive: true });
fs.copyFileSync(path.join(FIXTURES, "module.nix"), file);
const expected = fs.readFileSync(path.join(FIXTURES, "module.expected.nix"), "utf8");

/** Writes the settings of the person, with this program. */
function writeSettings(program) {
  const settings = {
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "extensions.autoCheckUpdates": false,
    "extensions.autoUpdate": false,
    "workbench.startupEditor": "none",
    "workbench.enableExperiments": false,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "security.workspace.trust.enabled": false,
    "chat.disableAIFeatures": true,
    "files.autoSave": "off",
    "editor.lightbulb.enabled": "on",
    "editor.minimap.enabled": false,
    "editor.codeActionsOnSave": { "source.fixAll.cfglint": "explicit" },
    "cfglint.path": program,
    "cfglint.logFile": serverLog,
  };
  for (const kind of ["User", "Machine"]) {
    fs.mkdirSync(path.join(data, kind), { recursive: true });
    fs.writeFileSync(path.join(data, kind, "settings.json"), JSON.stringify(settings, null, 2));
  }
}

/** How often the server has been started. */
function starts() {
  const text = fs.existsSync(serverLog) ? fs.readFileSync(serverLog, "utf8") : "";
  return text.split("serves an editor").length - 1;
}

// This person has the extension, but not the program yet.
const missing = path.join(root, "nowhere", "cfglint");
writeSettings(missing);

// Nothing of the person who runs this takes part, and nothing is asked of other hosts.
const env = {
  ...process.env,
  HOME: root,
  XDG_CONFIG_HOME: root,
  XDG_DATA_HOME: root,
  XDG_CACHE_HOME: root,
  NODE_OPTIONS: "",
  EXTENSIONS_GALLERY: '{"serviceUrl":""}',
};
const port = await new Promise((resolve) => {
  const server = net.createServer();
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const folders = [
  ...["--user-data-dir", data],
  ...["--extensions-dir", path.join(root, "extensions")],
  ...["--config", path.join(root, "config.yaml")],
];
const install = (extension) =>
  execFileSync(NODE24, [CODE_SERVER, ...folders, "--install-extension", extension], {
    env,
    stdio: "inherit",
  });
install(VSIX);
log("the extension is installed");
const server = spawn(
  NODE24,
  [
    ...[CODE_SERVER, ...folders],
    ...["--auth", "none"],
    ...["--bind-addr", `127.0.0.1:${port}`],
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    workspace,
  ],
  { env, detached: true, stdio: ["ignore", fs.openSync(hostLog, "w"), "inherit"] },
);

let browser;
let page;
let isGood = false;

const shoot = (name) => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
const lineOf = (needle) =>
  fs
    .readFileSync(file, "utf8")
    .split("\n")
    .findIndex((line) => line.includes(needle)) + 1;
const editor = () => page.locator(".editor-group-container .monaco-editor").first();
const shown = (text) => editor().locator(".view-line", { hasText: text });
const problems = () => page.locator(".markers-panel .monaco-list-row", { hasText: /\[Ln \d/ });
const menuItem = (text) => page.locator(".action-widget .monaco-list-row", { hasText: text });
const item = () => page.locator(".statusbar-item", { hasText: "cfglint" });
const state = () => item().getAttribute("aria-label", { timeout: PATIENCE });
const palette = () => page.locator(".quick-input-widget input.input").locator("visible=true").first();

/** Puts the keys into the module, which is the first of all editors; no key goes anywhere else then. */
async function focus() {
  await attempt("the module has the keys", async () => {
    await page.keyboard.press("Control+Digit1");
    const hasKeys = () => editor().evaluate((it) => it.contains(document.activeElement));
    for (let tries = 0; !(await hasKeys()); tries++) {
      assert.ok(tries < 20, "they are elsewhere");
      await pause(100);
    }
  });
}

/** Types into the palette. What is typed before it has opened would go into the module. */
async function ask(key, text) {
  await attempt(`asked for ${text}`, async () => {
    await page.keyboard.press(key);
    await palette().waitFor({ timeout: 5000 });
    await palette().fill(text, { timeout: 5000 });
  });
}

/** Chooses a line of the palette, or of the menu in its place. */
async function choose(text) {
  await page
    .locator(".quick-input-list .monaco-list-row", { hasText: text })
    .first()
    .click({ timeout: PATIENCE });
}

/** Starts a command by its name. */
async function command(title) {
  await ask("F1", `>cfglint: ${title}`);
  await choose(title);
}

/** Puts the cursor on a word. */
async function goTo(text, word) {
  const line = fs.readFileSync(file, "utf8").split("\n")[lineOf(text) - 1];
  await focus();
  await ask("Control+KeyG", `:${lineOf(text)}:${line.indexOf(word) + 2}`);
  await page.keyboard.press("Enter");
  await palette().waitFor({ state: "hidden", timeout: PATIENCE });
}

async function missingProgram() {
  await until("the status bar says that the program is missing", async () =>
    (await state())?.includes("does not run"),
  );
  const message = page.locator(".notification-toast", { hasText: `"${missing}"` });
  await message.waitFor({ timeout: PATIENCE });
  log("message:", await message.locator(".notification-list-item-message").textContent());
  await shoot("1-missing");
  await message.locator(".monaco-button", { hasText: "Open Settings" }).click();
  const setting = page.locator(".settings-editor .setting-item-contents", { hasText: /Cfglint:\s*Path/ });
  await until("the button leads to the setting", async () => (await setting.count()) > 0);
  await shoot("2-setting");
  await until("the settings are closed", async () => {
    await page.keyboard.press("Escape");
    return (await page.locator(".settings-editor").count()) === 0;
  });
  await shown("StandardOutput").first().waitFor({ timeout: PATIENCE });
  assert.equal(starts(), 0, "a server was started");
  writeSettings(CFGLINT);
  await until("the server runs as soon as the setting is right", async () =>
    (await state())?.includes("is running"),
  );
  log("status bar:", await state());
  assert.equal(starts(), 1);
}

async function findings() {
  const squiggles = (kind) => editor().locator(`.squiggly-${kind}`).count();
  await until(
    "two warnings and one information are underlined",
    async () => (await squiggles("warning")) === 2 && (await squiggles("info")) === 1,
  );
  const colourOf = (text) =>
    editor()
      .locator(".view-line span[class^=mtk]", { hasText: text })
      .last()
      .evaluate((span) => getComputedStyle(span).color);
  await until("comments, texts and names have colours", async () => {
    const colours = await Promise.all(["Grüße", "Says hello", "mkDefault"].map(colourOf));
    return new Set(colours).size === 3;
  });
  await shoot("3-squiggles");
  await focus();
  await page.keyboard.press("Control+Shift+KeyM");
  await until("the panel lists three problems", async () => (await problems().count()) === 3);
  log("row:", (await problems().first().textContent()).replace(/\s+/g, " "));
  await shoot("4-problems");
}

async function hover() {
  await goTo("StandardOutput", "StandardOutput");
  const box = page.locator(".monaco-hover", { hasText: "syslog-output" }).locator("visible=true").first();
  await attempt("hovering explains the lint", async () => {
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("Control+KeyI");
    await box.waitFor({ timeout: 5000 });
  });
  await until("the explanation says why", async () => /Why/.test((await box.textContent()) ?? ""));
  await shoot("5-hover");
  await page.keyboard.press("Escape");
}

async function lightBulb() {
  await goTo("StandardOutput", "StandardOutput");
  const kinds = ["light-bulb", "lightbulb", "gutter-lightbulb"];
  const bulb = editor()
    .locator(kinds.map((kind) => `[class*="codicon-${kind}"]`).join(", "))
    .locator("visible=true")
    .first();
  const fix = menuItem('Replace "syslog" by "journal"');
  await attempt("the light bulb has the fix", async () => {
    await bulb.click({ timeout: 5000 });
    await fix.waitFor({ timeout: 5000 });
  });
  await shoot("6-light-bulb");
  await fix.click();
  await until("the quick fix is in the editor", async () => (await shown('"journal"').count()) === 1);
  await until("two problems are left", async () => (await problems().count()) === 2);
}

async function allowComment() {
  await goTo("MountFlags", "MountFlags");
  const allow = menuItem("Allow `mount-flags-private` on this line");
  await attempt("the menu has the allow comment", async () => {
    await page.keyboard.press("Control+Period");
    await allow.waitFor({ timeout: 5000 });
  });
  await shoot("7-menu");
  await allow.click();
  await until("the comment is in the editor", async () => (await shown("cfglint: allow").count()) === 1);
  await until("one problem is left", async () => (await problems().count()) === 1);
}

async function fixing() {
  await focus();
  await command("Fix All in This File");
  await until("the command has fixed the rest", async () => (await shown("journal+console").count()) === 1);
  await until("no problem is left", async () => (await problems().count()) === 0);
  assert.notEqual(fs.readFileSync(file, "utf8"), expected, "it was saved too early");
  await focus();
  await page.keyboard.press("Control+KeyZ");
  await until("undone, the problem is there again", async () => (await problems().count()) === 1);
  await page.keyboard.press("Control+KeyS");
  await until("saving has fixed the rest", () => fs.readFileSync(file, "utf8") === expected);
  await until("no problem is left in the end", async () => (await problems().count()) === 0);
  await shoot("8-saved");
}

async function restart() {
  await item().click();
  await shoot("9-status-menu");
  await choose("Restart the Language Server");
  await until("the server was started again", () => starts() === 2);
  await until("it runs", async () => (await state())?.includes("is running"));
}

async function pages() {
  await focus();
  await command("Show the Model of This File");
  const model = page.locator(".editor-group-container").nth(1).locator(".view-line");
  const path = "systemd.services.greeter.serviceConfig.StandardError";
  const line = model.filter({ hasText: path });
  await until("the model is beside the module", async () =>
    (await line.first().textContent({ timeout: PATIENCE }))?.includes("journal"),
  );
  await shoot("10-model");
  await focus();
  await page.keyboard.press("Control+KeyZ");
  await until("the model follows the text", async () =>
    (await line.first().textContent())?.includes("syslog"),
  );
  await focus();
  await command("Show the Unit Files of This File");
  await until(
    "the unit file is beside the module",
    async () => (await model.filter({ hasText: "[Service]" }).count()) > 0,
  );
  await focus();
  await command("Show the Units of the Workspace");
  await until("the picture has the unit", async () => {
    for (const frame of page.frames()) {
      const texts = await frame
        .locator("svg text")
        .allTextContents()
        .catch(() => []);
      if (texts.some((text) => text.includes("greeter"))) {
        return true;
      }
    }
    return false;
  });
  await shoot("11-units");
}

async function bundle() {
  writeSettings("");
  install(BUNDLE);
  await page.reload();
  await until("the program that came with the extension runs", async () => {
    const text = (await state()) ?? "";
    return text.includes("is running") && text.includes(path.join("server", "cfglint"));
  });
  assert.ok(starts() >= 3);
}

try {
  await until("code-server is up", () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  browser = await chromium.launchPersistentContext(path.join(root, "chromium"), {
    executablePath: "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  page = await browser.newPage();
  const hosts = new Set();
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)/.test(url.protocol) && url.hostname !== "127.0.0.1") {
      hosts.add(url.host);
    }
  });
  const open = [["openFile", `vscode-remote://127.0.0.1:${port}${file}`]];
  const payload = encodeURIComponent(JSON.stringify(open));
  await page.goto(`http://127.0.0.1:${port}/?folder=${workspace}&payload=${payload}`);
  await shown("StandardOutput").first().waitFor({ timeout: PATIENCE });
  log("the editor shows the module");
  for (const part of [
    missingProgram,
    findings,
    hover,
    lightBulb,
    allowComment,
    fixing,
    restart,
    pages,
    bundle,
  ]) {
    await part();
  }
  log("other hosts that the page asked:", [...hosts].join(" ") || "none");
  isGood = true;
  log("PASS VS Code");
} catch (error) {
  log("FAIL", error.message);
  if (page) {
    await shoot("fail");
  }
  console.log(fs.readFileSync(hostLog, "utf8").slice(-2000));
  console.log(fs.readFileSync(file, "utf8"));
} finally {
  await browser?.close();
  try {
    process.kill(-server.pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
  await new Promise((resolve) => {
    server.on("exit", resolve);
    setTimeout(resolve, 5000);
  });
  if (isGood) {
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  } else {
    log("left for a look:", root);
  }
  process.exit(isGood ? 0 : 1);
}
