{
  "compilerOptions": {
    "target": "es2022",
    "lib": ["es2023"],
    "module": "node20",
    "moduleResolution": "node16",
    "types": ["node"],
    "strict": true,
    "isolatedModules": true,
    "esModuleInterop": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["assignments", "solutions"]
}
