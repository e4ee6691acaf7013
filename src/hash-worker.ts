import {parentPort, workerData} from 'node:worker_threads'
import {type HashOrder, hashContent} from './fleet/hash-content.js'

/** The thread that hashes a large input of `batch` while it is read. */

const order: HashOrder = workerData
parentPort?.postMessage(hashContent(order))
