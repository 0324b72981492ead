# yaml-language-server: $schema=../../node_modules/@boletim/grader/schema/declaration.schema.json
# About your work; worth no points. Replace null, keep null where you have nothing to say.
hours: null # hours you spent, like 0.5
difficulty: null # 0 (trivial) to 10
expectedGrade: null # 0 to 10
llmUse: null # which language models, for what, or "none"
comments: null # anything the course should know
