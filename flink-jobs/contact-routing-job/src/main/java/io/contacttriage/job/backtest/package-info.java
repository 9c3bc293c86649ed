/** A batch job that decides recorded contacts by two policy books and counts what differs. */
package io.contacttriage.job.backtest;
