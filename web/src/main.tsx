import "@mantine/core/styles.css";
import "./main.css";
import "./print.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { startLanguages } from "./lib/language";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
await startLanguages();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
