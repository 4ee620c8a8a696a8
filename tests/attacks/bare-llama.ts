// A program that gives llama.cpp a file as it came: what model-file.test.ts expects to be ended by it. Argument: the file.

import { getLlama, LlamaLogLevel } from 'node-llama-cpp';

const llama = await getLlama({ gpu: 'auto', build: 'never', skipDownload: true, logLevel: LlamaLogLevel.disabled, progressLogs: false });
await llama.loadModel({ modelPath: process.argv[2]! });
process.exit(0);
