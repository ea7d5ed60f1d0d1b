// The extension: starts `cfglint lsp` and lets VS Code talk to it. Everything else is the server's.

import * as os from "node:os";
import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";

/** Settings that take effect only with a new server. */
const RESTARTING = ["cfglint.enable", "cfglint.path"];

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;
/** Starts and stops follow one another; two at once would leave a server behind. */
let queue: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("cfglint", { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("cfglint.restart", restart),
    vscode.commands.registerCommand("cfglint.showOutput", () => output.show()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (RESTARTING.some((section) => event.affectsConfiguration(section))) {
        await restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await enqueue(stop);
}

async function restart(): Promise<void> {
  await enqueue(async () => {
    await stop();
    await start();
  });
}

function enqueue(step: () => Promise<void>): Promise<void> {
  queue = queue.then(step, step);
  return queue;
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("cfglint");
  if (!settings.get<boolean>("enable", true)) {
    output.info("switched off by cfglint.enable");
    return;
  }
  const command = expand(settings.get<string>("path", "").trim() || "cfglint");
  const server: ServerOptions = { command, args: ["lsp"], transport: TransportKind.stdio };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "nix" },
      { scheme: "untitled", language: "nix" },
      // So that what is typed there counts at once.
      { scheme: "file", pattern: "**/cfglint.toml" },
    ],
    outputChannel: output,
    diagnosticCollectionName: "cfglint",
  };
  output.info(`starting ${command} lsp`);
  const starting = new LanguageClient("cfglint", "cfglint", server, options);
  try {
    await starting.start();
    client = starting;
  } catch (error) {
    output.error(`cannot start ${command}: ${String(error)}`);
    await starting.dispose().catch(() => undefined);
    // Not awaited: the message stays until somebody answers it.
    void complain(command);
  }
}

async function stop(): Promise<void> {
  const stopping = client;
  client = undefined;
  // It may have ended by itself.
  await stopping?.dispose().catch((error: unknown) => output.warn(String(error)));
}

async function complain(command: string): Promise<void> {
  const settings = "Open Settings";
  const details = "Show Output";
  const choice = await vscode.window.showErrorMessage(
    `cfglint cannot be started as "${command}". Install it, or say in cfglint.path where it is.`,
    settings,
    details,
  );
  if (choice === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "cfglint.path");
  } else if (choice === details) {
    output.show();
  }
}

/** Replaces what people write in paths. */
function expand(path: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  return path
    .replace(/^~(?=\/|\\|$)/, os.homedir())
    .replaceAll("${workspaceFolder}", folder)
    .replaceAll("${userHome}", os.homedir());
}
