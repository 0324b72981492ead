node_modules
package-lock.json
fixtures
*.md
mistakes.json
