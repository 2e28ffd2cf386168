//! Tables of cases for the recognisers.
