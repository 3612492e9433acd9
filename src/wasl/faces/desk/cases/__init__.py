"""One case on one page: who, what, what is next, and every act of the officer."""
