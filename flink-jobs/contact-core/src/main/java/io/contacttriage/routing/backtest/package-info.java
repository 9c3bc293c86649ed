/** What a candidate policy book would have done to contacts that were recorded. */
package io.contacttriage.routing.backtest;
