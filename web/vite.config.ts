import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// pressed lays a shorter form of each file beside it, once here instead of at each request (cmd/vigie/serve_file.go).
const pressed = {
  name: "pressed",
  closeBundle() {
    for (const f of readdirSync("dist", { recursive: true, withFileTypes: true })) {
      if (!f.isFile() || !/\.(?:js|css|html|svg|json|webmanifest)$/.test(f.name)) continue;
      const name = join(f.parentPath, f.name);
      const whole = readFileSync(name);
      for (const [ending, form] of [[".gz", gzipSync(whole, { level: 9 })], [".br", brotliCompressSync(whole)]] as const) {
        if (form.length < whole.length) writeFileSync(name + ending, form);
      }
    }
  },
};

// The pages are served from the program itself. No source map goes with them, no script stands in index.html (the server's policy
// refuses one), and while they are written `npx vite` hands what it does not have to a program that serves.
export default defineConfig({
  plugins: [react(), pressed],
  build: { target: "es2022", manifest: "assets.json", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": "http://127.0.0.1:8480", "/country.json": "http://127.0.0.1:8480" } },
});
