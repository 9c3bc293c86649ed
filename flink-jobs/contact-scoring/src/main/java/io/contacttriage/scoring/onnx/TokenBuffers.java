package io.contacttriage.scoring.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Token ids and mask of one run in direct memory, which the runtime reads in place. Used by one
 * thread at a time and reused, since direct memory is slow to get and slow to be freed.
 */
final class TokenBuffers {
  /** One id and one mask. */
  static final int BYTES_PER_TOKEN = 2 * Long.BYTES;

  private static final int FIRST_CAPACITY = 16 * 64;

  /** Id of padding, [PAD] in our bundles: the fast network counts on its vector being zero. */
  private static final long PADDING = 0;

  private LongBuffer ids = allocate(FIRST_CAPACITY);
  private LongBuffer mask = allocate(FIRST_CAPACITY);

  /** Fills both buffers with the rows of a run, [rows, tokens] in row order. */
  void fill(BatchPlan.Run run, List<int[]> tokenIds) {
    int size = run.rows().length * run.tokens();
    if (ids.capacity() < size) {
      ids = allocate(size);
      mask = allocate(size);
    }
    ids.clear();
    mask.clear();
    for (int row : run.rows()) {
      int[] own = tokenIds.get(row);
      for (int id : own) {
        ids.put(id);
        mask.put(1);
      }
      for (int i = own.length; i < run.tokens(); i++) {
        ids.put(PADDING);
        mask.put(0);
      }
    }
    ids.flip();
    mask.flip();
  }

  LongBuffer ids() {
    return ids;
  }

  LongBuffer mask() {
    return mask;
  }

  private static LongBuffer allocate(int longs) {
    return ByteBuffer.allocateDirect(longs * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }
}
