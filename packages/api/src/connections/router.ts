import { router } from '../procedure.ts';
import { deleteConnection } from './delete-connection.ts';
import { listConnections } from './list-connections.ts';
import { testConnection } from './test-connection.ts';
import { updateConnection } from './update-connection.ts';

/** Connections to providers of models: what there is, changing it, and trying it out. */
export const connectionsRouter = router({
  list: listConnections,
  update: updateConnection,
  delete: deleteConnection,
  test: testConnection,
});
