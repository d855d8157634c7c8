package io.shoken.translate.batch;

import static io.shoken.core.Setting.require;

import java.time.Duration;

/**
 * Limits of the service's batch interface.
 *
 * @param priceFactor what a token costs there, as a share of its price
 * @param maxRequests in one file
 * @param maxBytes of one file
 * @param maxResultBytes of one result file
 * @param timeout of one upload or download
 * @param poll how often {@code translate batch run} asks for the state of its batches
 */
public record BatchSettings(
    double priceFactor,
    int maxRequests,
    long maxBytes,
    long maxResultBytes,
    Duration timeout,
    Duration poll) {
  public BatchSettings {
    require(priceFactor >= 0 && priceFactor <= 1, "price-factor", priceFactor, "0 to 1");
    require(maxRequests > 0, "max-requests", maxRequests, "1 or more");
    require(maxBytes > 0, "max-bytes", maxBytes, "1 or more");
    require(maxResultBytes > 0, "max-result-bytes", maxResultBytes, "1 or more");
    require(timeout.toMillis() > 0, "timeout", timeout, "above 0");
    require(poll.toMillis() > 0, "poll", poll, "above 0");
  }
}
