node_modules/
.cache/
*.log
