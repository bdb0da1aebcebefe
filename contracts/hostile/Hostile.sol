// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Deposit} from "../Deposit.sol";
import {DepositFactory} from "../DepositFactory.sol";

// Treasuries and tokens that misbehave, for the tests of a sweep. Never deployed anywhere else.

/// Takes no native coin.
contract RefusingTreasury {
    receive() external payable {
        revert("no, thank you");
    }
}

/// Burns all the gas it is given.
contract HungryTreasury {
    receive() external payable {
        while (true) {}
    }
}

/// Honest, but it takes 180,000 gas to be paid.
contract ExpensiveTreasury {
    receive() external payable {
        uint256 end = gasleft() - 180_000;
        while (gasleft() > end) {}
    }
}

/// Answers a payment with a megabyte of revert reason, as much as its gas buys.
contract ShoutingTreasury {
    receive() external payable {
        assembly {
            revert(0, 1000000)
        }
    }
}

/// From inside a payment, sweeps again by every way there is: the whole batch, and each address directly.
contract ReentrantTreasury {
    DepositFactory private immutable factory;
    uint256[] private indexes;
    bool private inside;

    constructor(DepositFactory factory_) {
        factory = factory_;
    }

    function prepare(uint256[] calldata indexes_) external {
        indexes = indexes_;
    }

    receive() external payable {
        if (inside) return;
        inside = true;
        try factory.sweep(address(this), indexes, new address[](0)) {} catch {}
        for (uint256 i = 0; i < indexes.length; ++i) {
            address deposit = factory.addressOf(address(this), indexes[i]);
            if (deposit.code.length > 0) Deposit(payable(deposit)).sweep(address(0), deposit.balance);
        }
        inside = false;
    }
}

/// Everybody holds `100`; each child decides how its transfer goes wrong.
abstract contract BadToken {
    function balanceOf(address) external view virtual returns (uint256) {
        return 100;
    }
}

contract FalseToken is BadToken {
    function transfer(address, uint256) external pure returns (bool) {
        return false;
    }
}

contract BurningToken is BadToken {
    function transfer(address, uint256) external pure returns (bool) {
        while (true) {}
        return true;
    }
}

contract BurningBalanceToken {
    function balanceOf(address) external pure returns (uint256) {
        while (true) {}
        return 1;
    }
}

/// Succeeds, and returns as much as its gas buys.
contract ShoutingToken is BadToken {
    function transfer(address, uint256) external pure returns (bool) {
        assembly {
            return(0, 400000)
        }
    }
}

contract ShoutingBalanceToken {
    function balanceOf(address) external pure returns (uint256) {
        assembly {
            mstore(0, 100)
            return(0, 200000)
        }
    }

    function transfer(address, uint256) external pure returns (bool) {
        assembly {
            revert(0, 400000)
        }
    }
}

/// Answers a balance in 31 bytes.
contract ShortAnswerToken {
    fallback() external {
        assembly {
            return(0, 31)
        }
    }
}

/// From inside each transfer, first moves its balance at the other addresses.
contract ReentrantToken {
    mapping(address => uint256) public balanceOf;
    Deposit[] private deposits;
    bool private inside;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function prepare(Deposit[] calldata deposits_) external {
        deposits = deposits_;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        if (!inside) {
            inside = true;
            for (uint256 i = 0; i < deposits.length; ++i) {
                address deposit = address(deposits[i]);
                bool isOther = deposit != msg.sender && deposit.code.length > 0;
                if (isOther) deposits[i].sweep(address(this), balanceOf[deposit]);
            }
            inside = false;
        }
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}
