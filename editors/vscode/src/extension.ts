// The extension: starts `cfglint lsp`, lets VS Code talk to it, and shows how it is. Everything else is the server's.

import * as vscode from "vscode";
import { Pages } from "./pages";
import { Picture } from "./picture";
import { Server } from "./server";
import { RESTARTING } from "./settings";
import { appearance, menu, type State } from "./state";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("cfglint", { log: true });
  const item = vscode.window.createStatusBarItem("cfglint", vscode.StatusBarAlignment.Right, 50);
  item.name = "cfglint";
  item.command = "cfglint.showMenu";
  let state: State = { is: "starting" };
  const report = (now: State) => {
    state = now;
    const { text, tooltip, isError } = appearance(now);
    item.text = text;
    item.tooltip = tooltip;
    item.backgroundColor = isError ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.show();
  };
  report(state);
  const bundled = vscode.Uri.joinPath(context.extensionUri, "server", "cfglint").fsPath;
  const started = new Server(bundled, output, report);
  server = started;
  const pages = new Pages(started);
  const picture = new Picture(started);
  let settings = restartingSettings();
  const commands: Record<string, () => unknown> = {
    "cfglint.restart": () => started.restart(),
    "cfglint.fixAll": fixAll,
    "cfglint.showModel": () => pages.show("model"),
    "cfglint.showUnitFiles": () => pages.show("units"),
    "cfglint.showUnits": () => picture.show(),
    "cfglint.showOutput": () => output.show(),
    "cfglint.openSettings": () =>
      vscode.commands.executeCommand("workbench.action.openSettings", "@ext:cfglint.cfglint"),
    "cfglint.install": () =>
      vscode.commands.executeCommand(
        "markdown.showPreview",
        vscode.Uri.joinPath(context.extensionUri, "README.md"),
      ),
    "cfglint.showMenu": () => showMenu(state),
  };
  context.subscriptions.push(
    output,
    item,
    pages,
    picture,
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.onDidChangeConfiguration(async () => {
      // One change may be told several times, and another level of settings may outweigh it.
      const before = settings;
      settings = restartingSettings();
      if (settings !== before) {
        await started.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
  );
  await started.restart();
}

/** What the settings say that take effect only with a new server. */
function restartingSettings(): string {
  const settings = vscode.workspace.getConfiguration();
  return JSON.stringify(RESTARTING.map((name) => settings.get(name)));
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

async function showMenu(state: State): Promise<void> {
  const isNixFile = vscode.window.activeTextEditor?.document.languageId === "nix";
  const { tooltip } = appearance(state);
  const entries = menu(state, isNixFile);
  const chosen = await vscode.window.showQuickPick(entries, { title: "cfglint", placeHolder: tooltip });
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}

async function fixAll(): Promise<void> {
  if (vscode.window.activeTextEditor?.document.languageId !== "nix") {
    await vscode.window.showInformationMessage("cfglint: open a Nix file to fix it.");
    return;
  }
  const action = { kind: "source.fixAll.cfglint", apply: "first" };
  await vscode.commands.executeCommand("editor.action.codeAction", action);
}
