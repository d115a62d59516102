// Starts the language server of ilacs-rules and ends it; all else is done there.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = async () => {
  const settings = workspace.getConfiguration("ilacs-rules");
  const command = settings.get("command");
  const server = { command, args: ["lsp"] };
  client = new LanguageClient("ilacs-rules", "ilacs-rules", server, {
    documentSelector: [{ language: "yaml" }, { pattern: "**/*.csv" }],
    initializationOptions: { cases: settings.get("cases"), on: settings.get("on"), mapping: settings.get("mapping") },
    synchronize: { configurationSection: "ilacs-rules" },
  });
  await client.start();
};

exports.deactivate = () => client && client.stop();
