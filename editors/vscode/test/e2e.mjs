// Run by run.sh.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const { chromium } = await import(process.env.PLAYWRIGHT);
const { NODE24, CODE_SERVER, VSIX, CFGLINT, SHOTS, FIXTURES } = process.env;

const started = Date.now();
const log = (...parts) =>
  console.log(((Date.now() - started) / 1000).toFixed(1).padStart(5), ...parts);

/** Waits for something to be true; how long that takes is not tested. */
async function until(what, check, patience = 60_000) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await check();
    if (found) {
      log("ok", what);
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const root = fs.mkdtempSync(path.join(os.tmpdir(), "cfglint-vscode-"));
const workspace = path.join(root, "workspace");
const data = path.join(root, "data");
const file = path.join(workspace, "module.nix");
fs.mkdirSync(workspace);
fs.mkdirSync(SHOTS, { recursive: true });
fs.copyFileSync(path.join(FIXTURES, "module.nix"), file);
const expected = fs.readFileSync(path.join(FIXTURES, "module.expected.nix"), "utf8");
const settings = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "files.autoSave": "off",
  "editor.lightbulb.enabled": "on",
  "editor.minimap.enabled": false,
  "editor.codeActionsOnSave": { "source.fixAll.cfglint": "explicit" },
  "cfglint.path": CFGLINT,
};
for (const kind of ["User", "Machine"]) {
  fs.mkdirSync(path.join(data, kind), { recursive: true });
  fs.writeFileSync(path.join(data, kind, "settings.json"), JSON.stringify(settings));
}

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
  "--user-data-dir", data,
  "--extensions-dir", path.join(root, "extensions"),
  "--config", path.join(root, "config.yaml"),
];
execFileSync(NODE24, [CODE_SERVER, ...folders, "--install-extension", VSIX], { env, stdio: "inherit" });
log("the extension is installed");
const serverLog = path.join(root, "code-server.log");
const server = spawn(
  NODE24,
  [
    CODE_SERVER, ...folders,
    "--auth", "none",
    "--bind-addr", `127.0.0.1:${port}`,
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    workspace,
  ],
  { env, detached: true, stdio: ["ignore", fs.openSync(serverLog, "w"), "inherit"] },
);

let browser;
let page;
let isGood = false;

const shoot = (name) => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
const lineOf = (needle) =>
  fs.readFileSync(file, "utf8").split("\n").findIndex((line) => line.includes(needle)) + 1;
const shown = (text) => page.locator(".monaco-editor .view-line", { hasText: text });
const problems = (text) => page.locator(".markers-panel .monaco-list-row", { hasText: text });
const menuItem = (text) => page.locator(".action-widget .monaco-list-row", { hasText: text });

/** Puts the cursor on a word, as a person would. */
async function goTo(text, word) {
  const line = fs.readFileSync(file, "utf8").split("\n")[lineOf(text) - 1];
  await page.locator(".monaco-editor .view-lines").first().click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Control+KeyG");
  await page.keyboard.type(`${lineOf(text)}:${line.indexOf(word) + 2}`);
  await page.keyboard.press("Enter");
}

try {
  await until("code-server is up", () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false));
  browser = await chromium.launchPersistentContext(path.join(root, "chromium"), {
    executablePath: "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
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
  await shown("StandardOutput").first().waitFor({ timeout: 120_000 });
  log("the editor shows the module");
  const squiggles = (kind) => page.locator(`.monaco-editor .squiggly-${kind}`).count();
  await until("two warnings and one information are underlined", async () =>
    (await squiggles("warning")) === 2 && (await squiggles("info")) === 1, 120_000);
  await shoot("1-squiggles");

  await page.keyboard.press("Control+Shift+KeyM");
  await until("the panel lists three problems", async () =>
    (await problems(/\[Ln \d/).count()) === 3);
  log("row:", (await problems("StandardOutput").first().innerText()).replace(/\s+/g, " "));
  await shoot("2-problems");

  await goTo("StandardOutput", "StandardOutput");
  const bulb = page
    .locator('.monaco-editor [class*="codicon-light-bulb"], .monaco-editor [class*="codicon-lightbulb"], .monaco-editor [class*="codicon-gutter-lightbulb"]')
    .locator("visible=true")
    .first();
  await bulb.waitFor({ timeout: 60_000 });
  await bulb.click();
  const fix = menuItem('Replace "syslog" by "journal"');
  await fix.waitFor({ timeout: 60_000 });
  await shoot("3-light-bulb");
  await fix.click();
  await until("the quick fix is in the editor", async () => (await shown('"journal"').count()) === 1);
  await until("two problems are left", async () => (await problems(/\[Ln \d/).count()) === 2);

  await goTo("MountFlags", "MountFlags");
  await page.keyboard.press("Control+Period");
  const allow = menuItem("Allow `mount-flags-private` on this line");
  await allow.waitFor({ timeout: 60_000 });
  await shoot("4-menu");
  await allow.click();
  await until("the comment is in the editor", async () => (await shown("cfglint: allow").count()) === 1);
  await until("one problem is left", async () => (await problems(/\[Ln \d/).count()) === 1);

  await page.locator(".monaco-editor .view-lines").first().click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Control+KeyS");
  await until("saving has fixed the rest", () => fs.readFileSync(file, "utf8") === expected);
  await until("no problem is left", async () => (await problems(/\[Ln \d/).count()) === 0);
  await shoot("5-saved");
  log("other hosts that the page asked:", [...hosts].join(" ") || "none");
  isGood = true;
  log("PASS VS Code");
} catch (error) {
  log("FAIL", error.message);
  if (page) {
    await shoot("fail");
  }
  console.log(fs.readFileSync(serverLog, "utf8").slice(-2000));
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
