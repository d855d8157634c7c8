package io.shoken.llm.call;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Ends the reading of an answer at 16 MiB, which no request of ours can need. */
final class BodyLimit implements Interceptor {

  private static final long MAX_BYTES = 16L << 20;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    if (body == null) {
      return response;
    }
    Source limited = new Limited(body.source());
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(limited), body.contentType(), body.contentLength()))
        .build();
  }

  private static final class Limited extends ForwardingSource {
    private long seen;

    Limited(Source body) {
      super(body);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long count = super.read(sink, byteCount);
      seen += Math.max(0, count);
      if (seen > MAX_BYTES) {
        throw new IOException("the answer has over " + MAX_BYTES + " bytes");
      }
      return count;
    }
  }
}
