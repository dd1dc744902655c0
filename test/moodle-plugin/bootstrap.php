<?php
// What the plugin's own tests need of Moodle where there is none: enough for those that touch no database.

spl_autoload_register(function (string $class): void {
    $prefix = 'local_netzbruecke\\';
    if (str_starts_with($class, $prefix)) {
        $name = str_replace('\\', '/', substr($class, strlen($prefix)));
        require(__DIR__ . '/../../moodle-plugin/netzbruecke/classes/' . $name . '.php');
    }
});

// phpcs:disable
class invalid_parameter_exception extends Exception {
}

abstract class basic_testcase extends PHPUnit\Framework\TestCase {
}
