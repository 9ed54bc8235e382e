import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The pages are served from the program itself. No source map goes with them, no script stands in index.html (the server's policy
// refuses one), and while they are written `npx vite` hands what it does not have to a program that serves.
export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": "http://127.0.0.1:8480", "/country.json": "http://127.0.0.1:8480" } },
});
