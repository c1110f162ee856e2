import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // The server puts a new nonce in the place of __NONCE__ in every index.html that it sends; all else is static.
  html: { cspNonce: "__NONCE__" },
  build: {
    manifest: true,
    assetsInlineLimit: 0, // the policy allows no data: addresses
    target: ["es2022", "chrome111", "firefox114", "safari16.4"],
    rolldownOptions: {
      // What two files need is one file, and not one of its own each: fewer requests on a slow line.
      output: { codeSplitting: { groups: [{ name: "common", minShareCount: 2 }] } },
    },
    chunkSizeWarningLimit: 1000, // scripts/size.mjs is the judge
  },
  test: { include: ["src/**/*_test.ts", "src/**/*_test.tsx"], environment: "node" },
} as Parameters<typeof defineConfig>[0]);
