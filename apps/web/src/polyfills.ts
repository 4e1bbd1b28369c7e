/** What Apollo, antd and we use that Chromium 86 lacks. First import of the entry. */
import 'core-js/actual/array/at'
import 'core-js/actual/object/has-own'
import 'core-js/actual/promise/with-resolvers'
import 'core-js/actual/string/at'
import 'core-js/actual/string/replace-all'
import 'core-js/actual/structured-clone'
