// The language server: started, watched, stopped. One step follows another; two at once would leave a server behind.

import * as fs from "node:fs";
import * as os from "node:os";
import * as vscode from "vscode";
import {
  State as ClientState,
  LanguageClient,
  type LanguageClientOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { expand, type Found, findProgram, serverArguments, versionIn } from "./program";
import { run } from "./run";
import type { State } from "./state";

export class Server {
  private client: LanguageClient | undefined;
  private queue: Promise<void> = Promise.resolve();

  /**
   * @param bundled where the program is in an extension that brings one along
   * @param report is called whenever the state has changed
   */
  constructor(
    private readonly bundled: string,
    private readonly output: vscode.LogOutputChannel,
    private readonly report: (state: State) => void,
  ) {}

  /** The program that the settings mean now. */
  program(): Found {
    const setting = vscode.workspace.getConfiguration("cfglint").get<string>("path", "");
    return findProgram(setting, this.bundled, {
      platform: process.platform,
      home: os.homedir(),
      user: os.userInfo().username,
      searchPath: process.env["PATH"] ?? "",
      folder: firstFolder(),
      isProgram,
    });
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.start();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step, step);
    return this.queue;
  }

  private async start(): Promise<void> {
    const settings = vscode.workspace.getConfiguration("cfglint");
    if (!settings.get<boolean>("enable", true)) {
      this.output.info("switched off by cfglint.enable");
      this.report({ is: "off" });
      return;
    }
    this.report({ is: "starting" });
    const found = this.program();
    if ("problem" in found) {
      this.fail("missing", found.problem);
      return;
    }
    const { output, problems } = await run(found.file, ["--version"]);
    const version = versionIn(output);
    if (version === undefined) {
      // Another program of that name, or one for another machine. As a server it would be started again and again.
      const said = (problems || output).trim().split("\n")[0] ?? "";
      this.fail("missing", `"${found.file}" is no cfglint that can be started${said && ` (${said})`}`);
      return;
    }
    const logFile = expand(settings.get<string>("logFile", "").trim(), os.homedir(), firstFolder());
    const args = serverArguments(logFile, settings.get<string[]>("arguments", []));
    this.output.info(`starting ${found.file} (${found.origin}, ${version}): ${args.join(" ")}`);
    const executable = { command: found.file, args, transport: TransportKind.stdio };
    const client = new LanguageClient("cfglint", "cfglint", executable, this.options());
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) {
        return;
      }
      // It starts a server again that has ended by itself, but not for ever.
      if (newState === ClientState.Running) {
        this.report({ is: "running", version, program: found.file });
      } else if (newState === ClientState.Starting) {
        this.report({ is: "starting" });
      } else {
        this.report({ is: "stopped", problem: "the language server has ended" });
      }
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.client = undefined;
      await client.dispose().catch(() => undefined);
      this.fail("stopped", `"${found.file}" does not serve (${String(error)})`);
    }
  }

  private async end(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    // It may have ended by itself.
    await client?.dispose().catch((error: unknown) => this.output.warn(String(error)));
  }

  private fail(is: "missing" | "stopped", problem: string): void {
    this.output.error(problem);
    this.report({ is, problem });
    // Not awaited: the message stays until somebody answers it.
    void complain(problem);
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "nix" },
        { scheme: "untitled", language: "nix" },
        // So that what is typed there counts at once.
        { scheme: "file", pattern: "**/cfglint.toml" },
      ],
      // The server asks for them later, too; this way they count from the first file on.
      initializationOptions: () => vscode.workspace.getConfiguration("cfglint"),
      outputChannel: this.output,
      diagnosticCollectionName: "cfglint",
    };
  }
}

async function complain(problem: string): Promise<void> {
  const install = "How to Install";
  const settings = "Open Settings";
  const choice = await vscode.window.showErrorMessage(
    `cfglint: ${problem}. Install it, or say in cfglint.path where it is.`,
    install,
    settings,
    "Show Output",
  );
  if (choice === install) {
    await vscode.commands.executeCommand("cfglint.install");
  } else if (choice === settings) {
    // Where the program runs on another machine, its path is a setting of that machine.
    const page = vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
    await vscode.commands.executeCommand(`workbench.action.${page}`, { query: "@id:cfglint.path" });
  } else if (choice !== undefined) {
    await vscode.commands.executeCommand("cfglint.showOutput");
  }
}

function firstFolder(): string {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
