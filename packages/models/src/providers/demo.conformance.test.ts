import { describeBasics } from '../conformance/describe-basics.ts';
import { createDemoProvider } from './demo.provider.ts';

describeBasics('demo', () => ({ provider: createDemoProvider({ tokensPerSecond: 0 }), model: 'demo' }));
